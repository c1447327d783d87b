# Where the installed program and what belongs to it go: Debian's paths. DESTDIR stages them for a package.
if(CMAKE_INSTALL_PREFIX_INITIALIZED_TO_DEFAULT)
  set(CMAKE_INSTALL_PREFIX /usr CACHE PATH "Where to install" FORCE)
endif()
include(GNUInstallDirs)

# installed_text(FILE AS DESTINATION FROM TO...): a text file, with each text FROM in it replaced by the TO after it.
function(installed_text file as destination)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${file})
  file(READ ${PROJECT_SOURCE_DIR}/${file} text)
  set(replacements ${ARGN})
  while(replacements)
    list(POP_FRONT replacements from to)
    string(FIND "${text}" "${from}" at)
    if(at EQUAL -1)
      message(FATAL_ERROR "${file} does not say ${from}")
    endif()
    string(REPLACE "${from}" "${to}" text "${text}")
  endwhile()
  file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/installed/${as} CONTENT "${text}")
  install(FILES ${PROJECT_BINARY_DIR}/installed/${as} DESTINATION ${destination})
endfunction()

set(unit_folder lib/systemd/system)
set(settings_folder ${CMAKE_INSTALL_FULL_SYSCONFDIR}/contractwatch)

install(TARGETS contractwatch RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
installed_text(systemd/contractwatch.service contractwatch.service ${unit_folder}
               "/usr/bin/contractwatch" "${CMAKE_INSTALL_FULL_BINDIR}/contractwatch")
install(FILES ${PROJECT_SOURCE_DIR}/systemd/contractwatch-failed@.service DESTINATION ${unit_folder})
install(FILES ${PROJECT_SOURCE_DIR}/systemd/contractwatch.sysusers DESTINATION lib/sysusers.d RENAME contractwatch.conf)
install(FILES ${PROJECT_SOURCE_DIR}/systemd/contractwatch.tmpfiles DESTINATION lib/tmpfiles.d RENAME contractwatch.conf)
install(FILES ${PROJECT_SOURCE_DIR}/systemd/contractwatch.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_SOURCE_DIR}/docs/configuration.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The settings say where the installed service's control socket stands, and where its copies go. They belong to whoever
# has changed them: only where there are none yet do the shipped ones become the ones in force.
installed_text(config/contractwatch.toml contractwatch.toml ${CMAKE_INSTALL_DOCDIR}/examples
               "socket = \"\"" "socket = \"/run/contractwatch/control.sock\""
               "no nightly copies\nfolder = \"\"" "no nightly copies\nfolder = \"/var/lib/contractwatch/copies\""
               "snapshot_folder = \"\"" "snapshot_folder = \"/var/lib/contractwatch/snapshots\"")
install(CODE "
  set(settings \"\$ENV{DESTDIR}${settings_folder}/contractwatch.toml\")
  if(NOT EXISTS \"\${settings}\")
    file(INSTALL \"${PROJECT_BINARY_DIR}/installed/contractwatch.toml\" DESTINATION \"${settings_folder}\")
  endif()")
